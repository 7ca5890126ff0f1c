import { Static, Text } from 'ink';

/** Sentences for a screen reader, one below the other. A sentence stays once it is written; more are added at the end. */
export const Sentences = ({ all }: { all: readonly string[] }) => (
  <Static items={[...all]}>{(sentence, i) => <Text key={i}>{sentence}</Text>}</Static>
);
