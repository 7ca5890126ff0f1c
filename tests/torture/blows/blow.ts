import type { Dice } from '../dice.ts';
import type { World } from '../world.ts';

/** Something that happens to two nodes on PostgreSQL and Redis while people play. */
export interface Blow {
  /** The row of the report. */
  readonly title: string;
  strike(world: World, dice: Dice): Promise<unknown>;
}
