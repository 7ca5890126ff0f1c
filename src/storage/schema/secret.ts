import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export const ServerSecret = defineEntity({
  name: 'ServerSecret',
  tableName: 'server_secrets',
  comment: 'Secrets that all servers on this database share',
  properties: {
    name: p.string().length(32).primary().comment('The use of the secret'),
    value: p.blob().columnType('bytea').hidden().comment('The secret'),
  },
});
export type ServerSecret = InferEntity<typeof ServerSecret>;
