export { createNotices, offersTold, type Notices } from './notices.ts';
export type * from './ports.ts';
