/** Users, groups and group members: sections 4 and 5 of the schema design. */
export const people = `
create table users (
  id uuid not null,
  username varchar(32) not null,
  email varchar(255) not null,
  password_hash varchar(128) not null,
  display_name varchar(64) not null,
  avatar_url text,
  is_active boolean not null default true,
  last_active timestamptz not null default now(),
  preferences jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint pk_users primary key (id),
  constraint uq_users_email unique (email),
  constraint uq_users_username unique (username)
);
comment on table users is 'User accounts with authentication and profile data';
comment on column users.username is 'Unique username for login (3-32 chars, alphanumeric + _-)';
comment on column users.email is 'Unique email address for login and recovery';
comment on column users.password_hash is 'Bcrypt hashed password';
comment on column users.display_name is 'Display name shown in games (can be changed freely)';
comment on column users.avatar_url is 'URL to user''s avatar image';
comment on column users.is_active is 'Whether the account is active (false = disabled)';
comment on column users.last_active is 'Last activity timestamp for presence tracking';
comment on column users.preferences is 'User preferences: theme, notifications, language';
create unique index ix_users_email on users (email);
create unique index ix_users_username on users (username);
create index ix_users_email_active on users (email, is_active);
create unique index ix_users_username_lower on users (lower(username));

create table groups (
  id uuid not null,
  name varchar(64) not null,
  description text,
  created_by uuid not null,
  total_games integer not null default 0,
  total_rounds integer not null default 0,
  last_played_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint pk_groups primary key (id),
  constraint fk_groups_created_by_users foreign key (created_by) references users (id) on delete restrict
);
comment on table groups is 'Player groups for recurring game sessions';
comment on column groups.name is 'Group display name (e.g., ''Friday Night Whist'')';
comment on column groups.description is 'Optional group description';
comment on column groups.created_by is 'User who created the group (cannot delete user while group exists)';
comment on column groups.total_games is 'Total games played by this group';
comment on column groups.total_rounds is 'Total rounds played by this group';
comment on column groups.last_played_at is 'When the group last played a game';
create index ix_groups_created_by on groups (created_by);
create index ix_groups_created_by_created_at on groups (created_by, created_at);

create table group_members (
  id uuid not null,
  group_id uuid not null,
  user_id uuid not null,
  role group_role not null default 'member',
  joined_at timestamptz not null default now(),
  constraint pk_group_members primary key (id),
  constraint fk_group_members_group_id_groups foreign key (group_id) references groups (id) on delete cascade,
  constraint fk_group_members_user_id_users foreign key (user_id) references users (id) on delete cascade,
  constraint uq_group_members_group_user unique (group_id, user_id)
);
comment on table group_members is 'Junction table linking users to groups';
comment on column group_members.group_id is 'The group this membership belongs to';
comment on column group_members.user_id is 'The user who is a member';
comment on column group_members.role is 'Role within the group (owner can manage members)';
comment on column group_members.joined_at is 'When the user joined the group';
create index ix_group_members_user_id on group_members (user_id);
create index ix_group_members_group_id on group_members (group_id);
`;
