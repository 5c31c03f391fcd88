// What memory a network on one machine takes. Java left to itself gives each node a quarter of the machine.
import { availableParallelism } from "node:os";

/** Heap of each node, in MiB, unless BESU_OPTS says otherwise. */
const HEAP_MIB = 1024;
/** What a node takes beside its heap: RocksDB, code, threads. */
const BESIDE_HEAP_MIB = 512;
/** Index, pages and permissioners. */
const ALL_MIB = 1536;

/** BESU_OPTS for the nodes of one machine: those of the environment, or a bounded heap. */
export function besuOpts(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env.BESU_OPTS || `-Xmx${HEAP_MIB}m`;
}

/** What a network needs at most, in words; and a warning where the machine has less. */
export function memoryText(
  nodes: number,
  all: boolean,
  free = process.availableMemory(),
): readonly string[] {
  const needed = nodes * (HEAP_MIB + BESIDE_HEAP_MIB) + (all ? ALL_MIB : 0);
  const gib = (mib: number) => `${(mib / 1024).toFixed(1)} GiB`;
  const has = free / 2 ** 20;
  const beside = all ? ", index, pages and permissioners" : "";
  return [
    `Memory: up to ${gib(needed)} for ${nodes} nodes${beside}; ${gib(has)} are free on this machine, with ${availableParallelism()} cores.`,
    ...(has < needed
      ? [
          "Warning: that is less than it may need. Fewer --validators, or a smaller heap: BESU_OPTS=-Xmx512m.",
        ]
      : []),
  ];
}
