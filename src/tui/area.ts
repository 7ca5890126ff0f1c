import { createContext, useContext } from 'react';

/** A part of the terminal, in columns and rows. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The part of the terminal that the visible screen may use. Each screen shows what fits in it. */
export interface Area extends Size {
  /** Whether the chart stands below the screen, so that the screen does not show it. */
  readonly hasChart: boolean;
}

const AreaContext = createContext<Area>({ columns: 80, rows: 17, hasChart: false });

/** Says how large the part of the terminal is in which its children stand. */
export const InArea = AreaContext.Provider;

export const useArea = (): Area => useContext(AreaContext);

/** In fewer columns, margins and titles are narrow. */
export const roomy = 60;

/** The margin of a line. It holds the mark of a chosen line. */
export const marginOf = ({ columns }: Size) => (columns < roomy ? 1 : 3);

/** The mark of a line, in the margin: `▶` on a narrow screen, otherwise with a space on each side. */
export const inMargin = (mark: string, size: Size) =>
  marginOf(size) === 1 ? mark || ' ' : ` ${mark || ' '} `;

/** The width of the title in front of a fact. On a narrow screen a title is as wide as its text. */
export const titleWidth = ({ columns }: Size) => (columns < roomy ? 0 : 14);
