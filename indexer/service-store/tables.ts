/** Schema of the store's tables in PostgreSQL. */
export const STORE_SCHEMA = "open_robot_id_service";

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
  `create table if not exists manifest (
    units_root text primary key,
    units bigint not null,
    stored_at bigint not null,
    upload text not null,
    parts bigint not null
  )`,
  `create table if not exists manifest_part (
    upload text not null,
    ordinal bigint not null,
    content bytea not null,
    primary key (upload, ordinal)
  )`,
  `create table if not exists manifest_attempt (
    units_root text primary key,
    attempts bigint not null,
    due_at bigint not null
  )`,
] as const;
