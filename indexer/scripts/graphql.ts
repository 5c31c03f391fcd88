// Writes schema.graphql: what Ponder serves at /graphql, each type and field described by the comments of
// ponder.schema.ts. With --check it says whether the file is that, and changes nothing.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { isObjectType, printSchema } from "graphql";
import ts from "typescript";
import { graphqlOf } from "../graphql.js";
import * as schema from "../ponder.schema.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "schema.graphql");

/** What the comments say: of tables, and of their columns. */
interface Comments {
  readonly tables: Map<string, string>;
  readonly columns: Map<string, Map<string, string>>;
}

/** The text of the schema, as it has to be in the file. */
export async function graphqlSchema(): Promise<string> {
  const { schema: built } = await graphqlOf(schema);
  const { tables, columns } = readComments(join(root, "ponder.schema.ts"));
  for (const type of Object.values(built.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const described = tables.get(type.name);
    if (described) type.description = described;
    for (const field of Object.values(type.getFields())) {
      const text = columns.get(type.name)?.get(field.name);
      if (text) field.description = text;
    }
  }
  const head =
    "# Generated from indexer/ponder.schema.ts by `npm run -w indexer graphql`. Do not edit.\n\n";
  return `${head}${printSchema(built)}\n`;
}

function readComments(file: string): Comments {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const tables = new Map<string, string>();
  const columns = new Map<string, Map<string, string>>();
  /** Columns of `proof` and `period`, which tables spread. */
  const common = new Map<string, Map<string, string>>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const [declaration] = statement.declarationList.declarations;
    if (!declaration?.initializer) continue;
    const name = declaration.name.getText(source);
    const literal = columnsLiteral(declaration.initializer);
    if (!literal) continue;
    const found = columnComments(literal, common);
    if (!ts.isCallExpression(declaration.initializer)) common.set(name, found);
    columns.set(name, found);
    const text = commentOf(statement);
    if (text) tables.set(name, text);
  }
  return { tables, columns };
}

/** The object that names the columns: of `onchainTable("…", (t) => ({ … }))`, or of `(t) => ({ … })` itself. */
function columnsLiteral(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  const made = ts.isCallExpression(node) ? node.arguments[1] : node;
  if (!made || !ts.isArrowFunction(made) || !ts.isParenthesizedExpression(made.body))
    return undefined;
  const { expression } = made.body;
  return ts.isObjectLiteralExpression(expression) ? expression : undefined;
}

function columnComments(
  literal: ts.ObjectLiteralExpression,
  common: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const property of literal.properties) {
    if (ts.isSpreadAssignment(property) && ts.isCallExpression(property.expression)) {
      const of = common.get(property.expression.expression.getText());
      for (const [name, text] of of ?? []) found.set(name, text);
    }
    const text = commentOf(property);
    if (ts.isPropertyAssignment(property) && text) found.set(property.name.getText(), text);
  }
  return found;
}

function commentOf(node: ts.Node): string | undefined {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comment && ts.getTextOfJSDocComment(comment.comment);
  return text?.replaceAll(/\s+/g, " ").trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await graphqlSchema();
  if (!process.argv.includes("--check")) writeFileSync(target, text);
  else if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
    console.error(
      `${relative(process.cwd(), target)} is not what the tables say: npm run -w indexer graphql`,
    );
    process.exit(1);
  }
}
