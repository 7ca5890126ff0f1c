declare module 'bidi-js' {
  /** The part of the library that this program uses. */
  interface Bidi {
    getEmbeddingLevels(text: string, direction: 'ltr' | 'rtl' | 'auto'): { readonly levels: Uint8Array };
    /** The mirror image of a bracket or a sign; null if there is none. */
    getMirroredCharacter(character: string): string | null;
  }
  export default function createBidi(): Bidi;
}
