export { createHistory, type History } from './history.ts';
export { provisionalBelow, ratingsAfter, startRating } from './rating.ts';
export type { BoardParams, HistoryStore, Viewer } from './ports.ts';
