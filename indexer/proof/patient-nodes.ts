// How Ponder asks the verified node. It gives up on a node after ten tries, and ends then; what is not proven yet is waited
// for, however long that takes.
import { setTimeout as wait } from "node:timers/promises";
import { UNPROVEN_CODES } from "@openrobotid/sdk/endpoint";
import { RpcRequestError } from "viem";

/** Milliseconds before what was not proven is asked again. */
const AGAIN = 500;

interface Asked {
  readonly method: string;
  readonly params?: unknown;
}

/** What Ponder makes of each address that it is given. */
interface Backend {
  readonly hostname: string;
  readonly request: (asked: Asked) => Promise<unknown>;
}

/**
 * The address of the verified node, as often as Ponder is to ask at once. Ponder makes a backend of each with `map`: it is
 * given backends that wait. A Ponder that went about it otherwise would ask the addresses, and get the same answers.
 */
export class PatientNodes extends Array<string> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  override map<made>(_make: (url: string, index: number, all: string[]) => made): made[] {
    return Array.from(this, (url) => backendOf(url) as made);
  }
}

/** The list of one address, so many times. */
export function patientNodes(url: string, times: number): PatientNodes {
  return PatientNodes.from({ length: times }, () => url) as PatientNodes;
}

function backendOf(url: string): Backend {
  return {
    hostname: "proven",
    async request({ method, params }) {
      for (;;) {
        const { result, error } = await ask(url, { method, params });
        if (!error) return result;
        if (!Object.values(UNPROVEN_CODES).includes(error.code)) {
          throw new RpcRequestError({ url, body: { method, params }, error });
        }
        await wait(AGAIN);
      }
    },
  };
}

interface Reply {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

async function ask(url: string, asked: Asked): Promise<Reply> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, ...asked }),
  }).catch(() => undefined);
  // To prove a long range may take longer than a request may last: it goes on, and is asked for again.
  if (!response?.ok) {
    const error = { code: UNPROVEN_CODES.unreachable, message: "The verified node is busy." };
    return { error };
  }
  return (await response.json()) as Reply;
}
