/** `npm run build`: makes `dist/`, the program and the image of an embedded database. */
import { rm } from 'node:fs/promises';
import { bundle } from './bundle.ts';
import { makeImage } from './image.ts';

await rm('dist', { recursive: true, force: true });
await bundle('dist');
await makeImage('dist/database.tar.zst');
