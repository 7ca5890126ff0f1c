export type ConfigFaultReason = 'setting_missing' | 'file_unusable';

/** The reason why the settings or the files of a person cannot be used. The message says what to do. */
export class ConfigFault extends Error {
  readonly reason: ConfigFaultReason;

  constructor(reason: ConfigFaultReason, sentence: string) {
    super(sentence);
    this.name = 'ConfigFault';
    this.reason = reason;
  }
}
