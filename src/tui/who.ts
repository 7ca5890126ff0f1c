import { words } from '../words/index.ts';
import { isPlayer, mayRecordFor, speaker as speakerOf, type Table } from './table.ts';

/** The people who may press a key of a screen that keeps an `S`. */
export interface Who<S> {
  /** The mark of the key in the help overlay; empty if it needs none. */
  readonly mark: string;
  /** A sentence that says why this person may not press the key now, or null. */
  readonly whyNot: (table: Table, state: S) => string | null;
}

export const anybody: Who<unknown> = { mark: '', whyNot: () => null };

/** Everybody with a seat, and the host. */
export const player: Who<unknown> = {
  mark: '',
  whyNot: (table) => (isPlayer(table) ? null : words.reasons.not_seated),
};

/** Everybody at the table; the host alone once the game is over. */
export const undoer: Who<unknown> = {
  mark: '',
  whyNot: (table, state) =>
    table.state.status === 'finished' && !table.isHost
      ? words.explanations.onlyHostAfterEnd
      : player.whyNot(table, state),
};

export const seated: Who<unknown> = {
  mark: '',
  whyNot: ({ seat }) => (seat === null ? words.reasons.not_seated : null),
};

export const host: Who<unknown> = {
  mark: words.keys.forHost,
  whyNot: ({ isHost }) => (isHost ? null : words.reasons.not_host),
};

/** The host opens a rematch, and then everybody can go there. */
export const rematcher: Who<unknown> = {
  mark: '',
  whyNot: (table, state) => (table.state.rematch === null ? host.whyNot(table, state) : null),
};

/** The host, once a round can be corrected. */
export const corrector: Who<unknown> = {
  mark: words.keys.forHost,
  whyNot: (table, state) =>
    table.state.rounds.length === 0 ? words.screens.scores.nothingToCorrect : host.whyNot(table, state),
};

/** The host; in the play, every player, because all see the tricks. */
export const recorderOfRound: Who<unknown> = {
  mark: '',
  whyNot: (table, state) => (table.state.status === 'playing' ? player : host).whyNot(table, state),
};

/** The player whose turn it is, or somebody who records for that seat. */
export const speaker: Who<{ readonly recording: boolean }> = {
  mark: words.keys.onYourTurn,
  whyNot(table, { recording }) {
    const turn = table.state.round?.turn ?? null;
    if (turn === null || speakerOf(table, recording) !== null) return null;
    return isPlayer(table) ? words.explanations.turnOf(table.names[turn]) : words.reasons.not_seated;
  },
};

/** Somebody who may record for the seat that has the turn, if the panel does not open by itself. */
export const recorder: Who<unknown> = {
  mark: '',
  whyNot(table, state) {
    const turn = table.state.round?.turn ?? null;
    if (turn !== null && turn === speakerOf(table, false)) return words.screens.recordsAlready;
    const mayRecord = turn !== null && mayRecordFor(table, turn);
    return player.whyNot(table, state) ?? (mayRecord ? null : words.screens.mayNotRecord);
  },
};
