// How errors of proofs are told to the outside: nodes by their hosts alone, for an address may hold a key.
import type { ProofError } from "@openrobotid/sdk/proof";

/** Which of the answers an error is, e.g. `receiptsRoot`, `conflict`, `unreachable`. */
export function reasonOf(error: ProofError): string {
  return "reason" in error ? String(error.reason) : error.answer;
}

/** What was wrong, with the node that it is about, by its host. */
export function detailOf({ shortMessage }: ProofError, name: string | undefined): string {
  // Other nodes may be in it as well, as where two show different blocks.
  const said = shortMessage.replaceAll(/\bhttps?:\/\/[^\s()]+/g, hostOf);
  if (name === undefined) return said;
  return said.includes(hostOf(name)) ? said : `${hostOf(name)}: ${said}`;
}

/** Host and port of a node. */
export function hostOf(name: string): string {
  return URL.canParse(name) ? new URL(name).host : name;
}
