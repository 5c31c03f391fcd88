// What a mutant is: one changed span of one source, which the tests should notice. A condition is replaced by both of its
// values; its negation, which is noticed more easily than either, is left out.
import { OWN, type Project } from "./compiler.js";
import { child, childrenOf, type Node, spanOf } from "./tree.js";

export interface Mutant {
  /** Path of the source in this repository. */
  file: string;
  line: number;
  /** Name of the definition at file level that it is in. */
  definition: string;
  /** Function, modifier or variable that it is in. */
  member: string;
  /** What is replaced, in bytes of the source. */
  start: number;
  end: number;
  original: string;
  replacement: string;
}

interface Change {
  start: number;
  end: number;
  replacement: string;
  /** What is replaced is the first of these characters in the span: an operator between its operands. */
  operator?: string;
}

const COMPARISONS: Record<string, string> = { "<": "<=", "<=": "<", ">": ">=", ">=": ">" };
const EQUALITIES: Record<string, string> = { "==": "!=", "!=": "==" };
const ARITHMETIC: Record<string, string> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "**": "*",
  "<<": ">>",
  ">>": "<<",
  "&": "|",
  "|": "&",
  "^": "&",
};
const STEPS: Record<string, string> = { "++": "--", "--": "++" };

/** What nothing executes, or what only names and types are in. */
const SKIPPED = new Set([
  "ArrayTypeName",
  "ElementaryTypeNameExpression",
  "EnumDefinition",
  "ErrorDefinition",
  "EventDefinition",
  "ImportDirective",
  "InheritanceSpecifier",
  "Mapping",
  "OverrideSpecifier",
  "PragmaDirective",
  "StructDefinition",
  "StructuredDocumentation",
  "UsingForDirective",
  "UserDefinedTypeName",
]);

/** In place of a statement, which may be the whole body of a branch. */
const NOTHING = "{}";

/** Expressions that are used as a statement and do nothing if they are left out. */
const REMOVABLE = new Set(["Assignment", "FunctionCall", "UnaryOperation"]);

const isBool = (node: Node) =>
  (node.typeDescriptions as { typeIdentifier?: string } | undefined)?.typeIdentifier === "t_bool";

const replaced = (node: Node, replacement: string): Change => ({ ...spanOf(node), replacement });

/** A condition in whose place each of its values is tried; a loop without end is noticed by all who call it. */
function decided(condition: Node, parent: Node): Change[] {
  if (condition.nodeType === "Literal") return [];
  const isLoop = parent.nodeType === "ForStatement" || parent.nodeType === "WhileStatement";
  return (isLoop ? ["false"] : ["true", "false"]).map((value) => replaced(condition, value));
}

/** The one statement of a branch, if it refuses: to leave it out is the same as to decide against the branch. */
function refusalIn(branch: Node | undefined): Node | undefined {
  if (branch?.nodeType === "RevertStatement") return branch;
  const [only, ...more] = branch?.nodeType === "Block" ? childrenOf(branch) : [];
  return more.length === 0 && only !== undefined ? refusalIn(only) : undefined;
}

/** The changes of a node itself. `decidedAbove` where both of its values are tried in its place. */
function changesOf(node: Node, parent: Node | undefined, decidedAbove: boolean): Change[] {
  const operator = node.operator as string;
  const expression = child(node, "expression");
  switch (node.nodeType) {
    case "BinaryOperation":
      return binaryChanges(node, operator, decidedAbove);
    case "UnaryOperation": {
      // A step that is a statement of its own is changed by leaving it out.
      if (operator in STEPS && parent?.nodeType !== "ExpressionStatement") {
        return [{ ...operatorSpan(node, operator), replacement: STEPS[operator] ?? "" }];
      }
      const isLeftOut = ["~", "-"].includes(operator) || (operator === "!" && !decidedAbove);
      return isLeftOut ? [{ ...operatorSpan(node, operator), replacement: "" }] : [];
    }
    case "Assignment": {
      const swapped = ARITHMETIC[operator.slice(0, -1)];
      return swapped
        ? [between(node, "leftHandSide", "rightHandSide", operator, `${swapped}=`)]
        : [];
    }
    case "Literal":
      return literalChanges(node);
    case "EmitStatement":
    case "RevertStatement":
    case "Continue":
    case "Break":
      return [replaced(node, NOTHING)];
    case "ExpressionStatement": {
      const isStep = parent?.nodeType === "ForStatement" && child(parent, "body") !== node;
      return !isStep && expression && REMOVABLE.has(expression.nodeType)
        ? [replaced(node, NOTHING)]
        : [];
    }
    case "Return":
      // What is returned then is false, zero, or what the named result holds.
      return expression && isBool(expression) ? [] : [replaced(node, NOTHING)];
    case "ModifierInvocation":
      return node.kind === "modifierInvocation" ? [replaced(node, "")] : [];
    default:
      return [];
  }
}

function binaryChanges(node: Node, operator: string, decidedAbove: boolean): Change[] {
  if (operator === "&&" || operator === "||") {
    // Where an operand has the value that decides nothing, the other one alone decides.
    const neutral = String(operator === "&&");
    return childrenOf(node)
      .filter(({ nodeType }) => nodeType !== "Literal")
      .map((operand) => replaced(operand, neutral));
  }
  const swapped =
    COMPARISONS[operator] ??
    ARITHMETIC[operator] ??
    (decidedAbove ? undefined : EQUALITIES[operator]);
  return swapped ? [between(node, "leftExpression", "rightExpression", operator, swapped)] : [];
}

function literalChanges(node: Node): Change[] {
  const value = node.value as string;
  if (node.kind === "bool") return [replaced(node, String(value !== "true"))];
  if (node.kind !== "number") return [];
  const unit = node.subdenomination ? ` ${node.subdenomination}` : "";
  return [replaced(node, `(${value}${unit} + 1)`)];
}

function between(
  node: Node,
  leftField: string,
  rightField: string,
  operator: string,
  replacement: string,
): Change {
  const [left, right] = [child(node, leftField), child(node, rightField)];
  if (!left || !right) throw new Error(`${node.nodeType} without operands`);
  return { start: spanOf(left).end, end: spanOf(right).start, replacement, operator };
}

function operatorSpan(node: Node, { length }: string) {
  const { start, end } = spanOf(node);
  return node.prefix ? { start, end: start + length } : { start: end - length, end };
}

/** Whether a child is a condition, of which both values are tried. */
function isCondition(node: Node, parent: Node): boolean {
  switch (parent.nodeType) {
    case "IfStatement":
    case "Conditional":
    case "ForStatement":
    case "WhileStatement":
      return child(parent, "condition") === node;
    case "Return":
    case "TupleExpression":
      return isBool(node);
    case "VariableDeclarationStatement":
      return child(parent, "initialValue") === node && isBool(node);
    case "Assignment":
      return child(parent, "rightHandSide") === node && isBool(node);
    default:
      return false;
  }
}

/** All mutants of a source. */
export function mutantsOf(file: string, content: string, tree: Node): Mutant[] {
  const bytes = Buffer.from(content);
  const mutants: Mutant[] = [];

  function add(change: Change, definition: string, member: string): void {
    const { replacement, operator } = change;
    let { start, end } = change;
    if (operator !== undefined) {
      start += bytes.subarray(start, end).indexOf(operator);
      end = start + operator.length;
    }
    // The node of a statement ends before its semicolon.
    if (replacement === NOTHING) end = bytes.indexOf(";", end) + 1;
    const original = bytes.subarray(start, end).toString();
    const line = bytes.subarray(0, start).toString().split("\n").length;
    mutants.push({ file, line, definition, member, start, end, original, replacement });
  }

  const refusals = new Set<Node | undefined>();

  function visit(
    node: Node,
    parent: Node | undefined,
    decidedAbove: boolean,
    definition: string,
    member: string,
  ): void {
    if (SKIPPED.has(node.nodeType)) return;
    if (node.nodeType === "IfStatement") {
      refusals.add(refusalIn(child(node, "trueBody"))).add(refusalIn(child(node, "falseBody")));
    }
    if (!refusals.has(node)) {
      for (const change of changesOf(node, parent, decidedAbove)) add(change, definition, member);
    }
    const isTop = node.nodeType === "SourceUnit";
    // Of an operand one value is tried in its own place, the other in that of the whole; parentheses change nothing.
    const isTransparent =
      (node.nodeType === "BinaryOperation" && ["&&", "||"].includes(node.operator as string)) ||
      node.nodeType === "TupleExpression";
    for (const below of childrenOf(node)) {
      const isDecided = decidedAbove && isTransparent;
      const condition = isCondition(below, node);
      if (condition && !isDecided) {
        for (const change of decided(below, node)) add(change, definition, member);
      }
      const isMember = node.nodeType === "ContractDefinition" || (isTop && !("nodes" in below));
      visit(
        below,
        node,
        isDecided || condition,
        isTop ? nameOf(below) : definition,
        isMember ? nameOf(below) : member,
      );
    }
  }

  visit(tree, undefined, false, "", "");
  return mutants;
}

/** The constructor has a kind and no name. */
const nameOf = ({ name, kind }: Node) => String(name || kind || "");

/** How a mutant is called in the list of those that change nothing: no line number, which every edit moves. */
export function idsOf(mutants: Mutant[]): Map<string, Mutant> {
  const ids = new Map<string, Mutant>();
  for (const mutant of mutants) {
    const { file, definition, member, original, replacement } = mutant;
    const words = original.replaceAll(/\s+/g, " ");
    const id = `${file} ${definition}.${member}: ${words} -> ${replacement || "(nothing)"}`;
    let number = 1;
    while (ids.has(number === 1 ? id : `${id} #${number}`)) number += 1;
    ids.set(number === 1 ? id : `${id} #${number}`, mutant);
  }
  return ids;
}

/** The mutants of all contracts by their ids, file by file. */
export function mutantsOfAll({ sources }: Project, trees: Map<string, Node>): Map<string, Mutant> {
  return idsOf(
    [...trees].flatMap(([name, tree]) =>
      name.startsWith(`${OWN}contracts/`)
        ? mutantsOf(name.slice(OWN.length), sources[name]?.content ?? "", tree)
        : [],
    ),
  );
}

/** The source of a mutant. */
export function apply(content: string, { start, end, replacement }: Mutant): string {
  const bytes = Buffer.from(content);
  return Buffer.concat([
    bytes.subarray(0, start),
    Buffer.from(replacement),
    bytes.subarray(end),
  ]).toString();
}
