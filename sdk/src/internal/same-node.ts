// Whether two addresses lead to one node, which is then no second opinion.

const THIS_MACHINE = new Set(["localhost", "[::1]"]);

/**
 * Whether two addresses of nodes are of the same one. How one is let in is not part of it: name and password, and what follows
 * `#`. Nor is by which of its names this machine is called. A node can have other names that nobody here can know.
 */
export function isSameNode(one: string, other: string): boolean {
  return placeOf(one) === placeOf(other);
}

function placeOf(address: string): string {
  const { protocol, hostname, port, pathname, search } = new URL(address);
  const host = THIS_MACHINE.has(hostname) ? "127.0.0.1" : hostname;
  return `${protocol}//${host}:${port}${pathname}${search}`;
}
