import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { id, timestampNow } from './columns.ts';
import { Game } from './game.ts';
import { User } from './user.ts';

export const GameEvent = defineEntity({
  name: 'GameEvent',
  tableName: 'game_events',
  comment: 'Log of every accepted action; folding it through the rules gives what the other tables say',
  properties: {
    id: id(),
    game: () =>
      p
        .manyToOne(Game)
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_game_events_game_id_games')
        .comment('The game this entry belongs to'),
    seq: p.integer().comment('Position in the log of the game, and the version of the game after it'),
    type: p.string().length(32).comment('The action, named as in the protocol'),
    payload: p.json<Record<string, unknown>>().defaultRaw(`'{}'`).comment('The action, without its type'),
    actor: () =>
      p
        .manyToOne(User)
        .nullable()
        .deleteRule('set null')
        .updateRule('no action')
        .foreignKeyName('fk_game_events_actor_id_users')
        .comment('The user whose terminal it came from (null once that user is deleted)'),
    seat: p.integer().nullable().comment('The seat it was recorded for (0-3, null if for none)'),
    commandId: p.uuid().nullable().comment('Id the client gave the command (sent again, it changes nothing)'),
    createdAt: timestampNow().comment('When the action was accepted'),
  },
  uniques: [
    { name: 'uq_game_events_game_seq', properties: ['game', 'seq'] },
    { name: 'uq_game_events_game_command', properties: ['game', 'commandId'] },
  ],
  checks: [{ name: 'ck_game_events_seat_valid', expression: 'seat is null or (seat >= 0 and seat <= 3)' }],
});
export type GameEvent = InferEntity<typeof GameEvent>;
