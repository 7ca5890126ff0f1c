import { Block } from './block.ts';
import { Claim } from './claim.ts';
import { Command } from './command.ts';
import { GameEvent } from './event.ts';
import { Game, GamePlayer } from './game.ts';
import { Group, GroupInvitation, GroupMember } from './group.ts';
import { Notice } from './notice.ts';
import { OperatorAction, PasswordCode } from './operator.ts';
import { Node, Presence } from './presence.ts';
import { GameRatings, GameResult, PendingRatings } from './result.ts';
import { Round, RoundPlayer, TrumpBid } from './round.ts';
import { ServerSecret } from './secret.ts';
import { Session, SpentRefreshToken } from './session.ts';
import { PlayerStats, ProfileStats } from './stats.ts';
import { User } from './user.ts';

export * from './block.ts';
export * from './claim.ts';
export * from './command.ts';
export * from './event.ts';
export * from './game.ts';
export * from './group.ts';
export * from './notice.ts';
export * from './operator.ts';
export * from './presence.ts';
export * from './result.ts';
export * from './round.ts';
export * from './secret.ts';
export * from './session.ts';
export * from './stats.ts';
export * from './user.ts';

/** The tables of the schema design in its order, then the added tables. */
export const entities = [
  User,
  Group,
  GroupMember,
  Game,
  GamePlayer,
  Round,
  RoundPlayer,
  TrumpBid,
  PlayerStats,
  GameEvent,
  Session,
  SpentRefreshToken,
  Node,
  Presence,
  ServerSecret,
  GameResult,
  Claim,
  ProfileStats,
  PendingRatings,
  Command,
  GameRatings,
  Notice,
  OperatorAction,
  PasswordCode,
  GroupInvitation,
  Block,
] as const;
