/** Every sentence a person reads, in English; each part has a file of its own. */
export const english = {} as const;
