import { p } from '@mikro-orm/core';
import { v7 } from 'uuid';

/** A primary key, made by the program: version 7 UUIDs sort by time, which keeps the index dense. */
export const id = () =>
  p
    .uuid()
    .primary()
    .onCreate(() => v7());

export const timestamp = () => p.datetime().columnType('timestamptz');

/** A moment. By default, the database fills in the current time. */
export const timestampNow = () => timestamp().defaultRaw('now()');

export const createdAndUpdated = {
  createdAt: timestampNow(),
  updatedAt: timestampNow().onUpdate(() => new Date()),
};

export const counter = (comment: string) => p.integer().default(0).comment(comment);
