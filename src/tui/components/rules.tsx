import { score, type RuleProfile } from '../../rules/index.ts';
import { signed, words } from '../../words/index.ts';
import { useArea } from '../area.ts';
import { Line, type Piece } from './line.tsx';
import { block, gap, sentence, Stack } from './stack.tsx';

const said = words.rules;

const cellWidth = 5;
const titleWidth = 9;

/** The rules of a table in words, and the points of its contracts in as many columns as there are. */
export function Rules({ rules }: { rules: RuleProfile }) {
  const { columns } = useArea();
  const shown = Math.min(14, Math.max(1, Math.floor((columns - titleWidth) / cellWidth)));
  const contracts = Array.from({ length: shown }, (_, contract) => contract);
  const row = (title: string, cell: (contract: number) => string) =>
    block(
      <Line
        pieces={[
          { text: ` ${title}`, width: titleWidth, tone: 'dim' },
          ...contracts.map((contract): Piece => ({ text: cell(contract), width: cellWidth, align: 'right' })),
        ]}
      />,
      1,
    );
  const scored = (contract: number, tricks: number) => signed(score(rules, 'under', { contract, tricks }));
  const parts = [
    sentence(said.title, 'strong', 3),
    ...said.sentences(rules).map((one) => sentence(one, 'plain', 2)),
    gap,
    sentence(said.scoringTitle, 'strong', 3),
    row(said.contract, String),
    row(said.made, (contract) => scored(contract, contract)),
    row(said.byOne, (contract) => scored(contract, contract + 1)),
    ...said.scoring(rules).map((one) => sentence(one, 'plain', 1)),
  ];
  return <Stack parts={parts} />;
}
