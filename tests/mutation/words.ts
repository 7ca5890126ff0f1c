import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** The part of a node of Babel that is needed here. */
interface Node {
  readonly parent?: { readonly type: string; readonly callee?: { readonly name?: string } };
}

/**
 * Leaves the sentence of an `Error` alone: it tells a programmer what cannot happen. Sentences for people are in
 * `src/words/`, which no area has.
 */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'words', {
    shouldIgnore(path) {
      const { parent } = path as Node;
      const isInError = parent?.type === 'NewExpression' && parent.callee?.name === 'Error';
      return isInError ? 'the sentence of an error' : undefined;
    },
  }),
];
