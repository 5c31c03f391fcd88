// Which contracts a mutant is compiled into.
import { type Contract, OWN } from "./compiler.js";
import { childrenOf, type Node, nodesOf } from "./tree.js";

/** A source and all that it imports. */
function closureOf(trees: Map<string, Node>, source: string): string[] {
  const found = new Set([source]);
  // A set grows while it is walked.
  for (const name of found) {
    for (const { nodeType, absolutePath } of childrenOf(trees.get(name) as Node)) {
      if (nodeType === "ImportDirective") found.add(String(absolutePath));
    }
  }
  return [...found];
}

/** Tells the contracts that can be deployed and contain the code of a definition of a source. */
export function affectedContracts(
  trees: Map<string, Node>,
): (file: string, definition: string) => Contract[] {
  /** The definition at file level that each node is in. */
  const home = new Map<unknown, Node>();
  const deployable: { source: string; name: string; node: Node }[] = [];
  const named = new Map<string, Node>();
  for (const [source, tree] of trees) {
    for (const definition of childrenOf(tree)) {
      for (const node of nodesOf(definition)) home.set(node.id, definition);
      const { name, nodeType, contractKind, abstract } = definition;
      named.set(`${source} ${name}`, definition);
      const isContract = nodeType === "ContractDefinition" && contractKind === "contract";
      if (isContract && !abstract && source.startsWith(OWN)) {
        deployable.push({ source, name: String(name), node: definition });
      }
    }
  }

  const used = new Map<Node, Set<Node>>();
  function usedBy(definition: Node): Set<Node> {
    const known = used.get(definition);
    if (known !== undefined) return known;
    const found = new Set<Node>([definition]);
    used.set(definition, found);
    const waiting = [definition];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const node of nodesOf(next)) {
        const bases = (node.linearizedBaseContracts as unknown[] | undefined) ?? [];
        for (const id of [node.referencedDeclaration, node.function, ...bases]) {
          const other = home.get(id);
          if (other === undefined || found.has(other) || other.contractKind === "interface")
            continue;
          found.add(other);
          waiting.push(other);
        }
      }
    }
    return found;
  }

  return (file, definition) => {
    const node = named.get(`${OWN}${file} ${definition}`);
    return deployable
      .filter((contract) => node !== undefined && usedBy(contract.node).has(node))
      .map(({ source, name }) => ({ source, name, needs: closureOf(trees, source) }));
  };
}
