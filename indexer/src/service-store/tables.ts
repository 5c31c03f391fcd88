/** The tables of the store, in the SQL that PostgreSQL and SQLite share. Times are in seconds. */
export const TABLES = [
  `create table if not exists api_key (
    id text primary key,
    hash text not null unique,
    scope text not null,
    label text not null,
    makers text not null,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
  )`,
  `create table if not exists access (
    id text primary key,
    robot text not null,
    key_id text not null,
    scope text not null,
    label text not null,
    question text not null,
    moment bigint,
    at bigint not null
  )`,
  `create index if not exists access_robot on access (robot, id)`,
] as const;
