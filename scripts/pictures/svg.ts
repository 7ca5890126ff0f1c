import type { Cell, Frame } from './terminal.ts';

const cellWidth = 8.4;
const lineHeight = 18;
const fontSize = 14;
const margin = 12;

/** The sixteen colours of the terminal in the pictures. */
const palette = [
  '#1d2433',
  '#e0556a',
  '#7fc46b',
  '#e6c25e',
  '#6c9cf0',
  '#c586d8',
  '#5bc0c9',
  '#d5dbe8',
  '#76809a',
  '#ff7d8e',
  '#a2e08d',
  '#ffe08a',
  '#8fb6ff',
  '#e2a6f2',
  '#83e1e8',
  '#ffffff',
];
const background = '#151a26';
const foreground = '#d5dbe8';

/** A frame as a picture. */
export const pictureOf = (frame: Frame, title: string) => picture([frame], title, linesOf(frame));

/** Frames one after the other, each for some seconds, again and again. */
export function animationOf(frames: readonly Frame[], title: string, seconds: number): string {
  const share = 1 / frames.length;
  const shown = frames.map((frame, i) => {
    const [from, to] = [(i * share).toFixed(4), ((i + 1) * share).toFixed(4)];
    const [values, times] =
      i === 0 ? ['visible;hidden', `0;${to}`] : ['hidden;visible;hidden', `0;${from};${to}`];
    return [
      `<g visibility="${i === 0 ? 'visible' : 'hidden'}">`,
      `<animate attributeName="visibility" calcMode="discrete" values="${values}" keyTimes="${times}" dur="${seconds * frames.length}s" repeatCount="indefinite"/>`,
      linesOf(frame),
      '</g>',
    ].join('\n');
  });
  return picture(frames, title, shown.join('\n'));
}

function picture(frames: readonly Frame[], title: string, content: string): string {
  const [frame = []] = frames;
  const width = Math.round((frame[0]?.length ?? 0) * cellWidth + 2 * margin);
  const height = frame.length * lineHeight + 2 * margin;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${height}"`,
    `  viewBox="0 0 ${width} ${height}" font-size="${fontSize}" fill="${foreground}"`,
    "  font-family=\"ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace\">",
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    content,
    '</svg>',
  ].join('\n')}\n`;
}

const linesOf = (frame: Frame) =>
  frame.flatMap((cells, row) => runsOf(cells).map((run) => runSvg(run, row))).join('\n');

interface Run {
  readonly column: number;
  readonly text: string;
  readonly look: Omit<Cell, 'text'>;
}

/** Neighbours that look the same. Spaces are left out, except inside a run and on a background. */
function runsOf(cells: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  cells.forEach(({ text, ...look }, column) => {
    const last = runs.at(-1);
    const isNext = last && last.column + last.text.length === column && sameLook(last.look, look);
    if (isNext) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ column, text, look });
  });
  return runs
    .map((run) =>
      run.look.inverse || run.look.background !== null ? run : { ...run, text: run.text.trimEnd() },
    )
    .filter(({ text }) => text !== '');
}

const sameLook = (a: Run['look'], b: Run['look']) => JSON.stringify(a) === JSON.stringify(b);

function runSvg({ column, text, look }: Run, row: number): string {
  const own = look.colour === null ? foreground : (palette[look.colour] ?? foreground);
  const behind = look.background === null ? background : (palette[look.background] ?? background);
  const [fill, box] = look.inverse ? [behind, own] : [own, behind];
  const spaces = text.length - text.trimStart().length;
  const shown = text.slice(spaces);
  const x = round(margin + (column + spaces) * cellWidth);
  const top = margin + row * lineHeight;
  const rect =
    box === background
      ? ''
      : `<rect x="${round(margin + column * cellWidth)}" y="${top}" width="${round(text.length * cellWidth)}" height="${lineHeight}" fill="${box}"/>`;
  if (shown === '') return rect;
  const attributes = [
    `x="${x}" y="${top + 14}" textLength="${round(shown.length * cellWidth)}"`,
    ...(fill === foreground ? [] : [`fill="${fill}"`]),
    ...(look.bold ? ['font-weight="bold"'] : []),
    ...(look.dim ? ['opacity="0.6"'] : []),
    'xml:space="preserve"',
  ];
  return `${rect}<text ${attributes.join(' ')}>${escaped(shown)}</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
