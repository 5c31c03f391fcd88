// How many serials fit into one transaction. Held to the contract by sdk/test/batch/list-gas.test.ts.

/** Most gas a transaction may use (EIP-7825). */
export const TRANSACTION_GAS_CAP = 16_777_216;

/** What every list costs, and a little more: 93,000 were measured with a link of 66 characters. */
const GAS_OF_LIST = 120_000;

/** What each of its serials costs: calldata, its slot and the event; 23,519 were measured. */
const GAS_OF_SERIAL = 23_700;

/** What each byte of the link costs: calldata and the event; 32 to 35 were measured. */
const GAS_OF_LINK_BYTE = 60;

/** Number of serials of a list that stays under the cap. */
export function serialsPerList(manifestUri: string): number {
  const link = Buffer.byteLength(manifestUri) * GAS_OF_LINK_BYTE;
  return Math.floor((TRANSACTION_GAS_CAP - GAS_OF_LIST - link) / GAS_OF_SERIAL);
}
