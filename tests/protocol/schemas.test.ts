import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { settings } from '../../src/config/settings.ts';
import { methods, notifications } from '../../src/protocol/index.ts';

const ajv = new Ajv({ strict: false });
const ofMethods = Object.entries(methods).flatMap(([name, { params, result }]) => [
  [`${name} params`, params] as const,
  [`${name} result`, result] as const,
]);
const ofNotifications = Object.entries(notifications).map(([name, { params }]) => [name, params] as const);
const ofSettings = Object.entries(settings).map(([name, { schema }]) => [name, schema] as const);

test.each([...ofMethods, ...ofNotifications, ...ofSettings])('%s is a JSON Schema', (_, schema) => {
  expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
});
