import { Type, type TSchema } from 'typebox';

/** One row of the table of settings. The reader and the settings page are made from it. */
export interface Setting {
  readonly usedBy: 'server' | 'client' | 'operator' | 'everybody';
  /**
   * The flag as a command line declares it. A default there would win over everything else, so there is none.
   */
  readonly flag: string | null;
  readonly variable: string;
  /** The type. In text, a boolean is `on` or `off`. */
  readonly schema: TSchema;
  /** Null if it depends on something else, as the description says. */
  readonly default: number | boolean | string | null;
  readonly unit: string | null;
  /** Ends the sentence “… must be”. */
  readonly takes: string;
  readonly description: string;
}

/** A file or a folder. In a settings file a relative one starts from the folder of that file. */
export const Path = Type.String({ format: 'path' });
