// Which robots an answer of GraphQL tells about: their rows hold accounts, so that each is a look.
import { isRobotId, type RobotId } from "@openrobotid/sdk";
import {
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from "graphql";
import { GRAPHQL_LIMITS } from "../limits/graphql.js";

/** Where the resolvers of one question note the robots that they tell about. */
export interface Looking {
  readonly shown: Set<RobotId>;
}

/** Columns with the code of the robot that a row is about. */
const OF_ROBOT = ["unit", "id", "subject"] as const;

/**
 * Makes the resolvers note the robots of every row that they find, whichever of its columns are asked for, and those whose codes
 * are in the arguments: that somebody does not hold a robot tells about it too.
 */
export function notingRobots(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      const found = getNamedType(field.type);
      if (!resolve || !isObjectType(found)) continue;
      const ofRobots = isOfRobots(schema, found);
      if (!ofRobots) continue;
      field.resolve = async (source, args: Paging, context: Looking, info) => {
        requireSome(args);
        const answer: unknown = await resolve(source, args, context, info);
        note(context, [...codesIn(args), ...cursorsOf(args).flatMap(codesIn)]);
        note(context, codesOf(answer, args));
        return answer;
      };
    }
  }
  return schema;
}

/** Whether rows of a type, or of a page of it, are about robots. */
function isOfRobots(schema: GraphQLSchema, type: GraphQLObjectType): boolean {
  const row = schema.getType(type.name.replace(/Page$/, ""));
  if (!isObjectType(row)) return false;
  const { unit } = row.getFields();
  return (
    ["unit", "listedUnit", "registryEvent"].includes(row.name) ||
    (unit !== undefined && getNamedType(unit.type).name === "String")
  );
}

/** Which of the rows that are found are shown. */
interface Paging {
  readonly limit?: number | null;
  readonly offset?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A page without a row would tell whether there are any, and how many, without one look. */
function requireSome({ limit }: Paging): void {
  if (limit != null && limit < 1)
    throw refused(`Found the limit ${limit}, expected at least 1: a page that holds some.`);
}

/** What the cursors of a page say: Ponder tells whether their rows are among those that are found, and does not show them. */
function cursorsOf({ after, before }: Paging): unknown[] {
  return [after, before].flatMap((cursor) =>
    cursor == null ? [] : [JSON.parse(Buffer.from(cursor, "base64").toString())],
  );
}

function codesOf(answer: unknown, { offset, after, before }: Paging): RobotId[] {
  const { items, totalCount } = (answer ?? {}) as { items?: object[]; totalCount?: number | null };
  // What is counted is found: a page beside it would count robots by their owner without one look. That it is refused tells nothing either.
  const isBeside = Boolean(offset) || after != null || before != null;
  if (items?.length === 0 && isBeside && totalCount != null) {
    throw refused("Found a page that holds none of the rows, expected one that holds some.");
  }
  return (items ?? [answer ?? {}]).flatMap((row) =>
    OF_ROBOT.map((column) => (row as Record<string, unknown>)[column])
      .filter(isCode)
      .slice(0, 1),
  );
}

function codesIn(given: unknown): RobotId[] {
  if (isCode(given)) return [given];
  return typeof given === "object" && given !== null ? Object.values(given).flatMap(codesIn) : [];
}

const isCode = (given: unknown): given is RobotId => typeof given === "string" && isRobotId(given);

function note({ shown }: Looking, codes: readonly RobotId[]): void {
  for (const code of codes) shown.add(code);
  const { maxRobots } = GRAPHQL_LIMITS;
  if (shown.size > maxRobots) {
    throw refused(`Found more than ${maxRobots} robots, expected fewer: ask in several questions.`);
  }
}

const refused = (message: string) =>
  new GraphQLError(message, { extensions: { http: { status: 400 } } });
