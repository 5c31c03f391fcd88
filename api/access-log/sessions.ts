// Nonces and sessions in the store: replicas share them.
import type { Address } from "viem";
import type { ServiceStore } from "../service-store/tables.js";
import type { SignInMemory } from "./sign-in.js";

/** Keeps them until they are over. Times are in seconds. */
export function sessionsIn(store: Promise<ServiceStore>, now: () => number): SignInMemory {
  const forget = async (name: "logNonce" | "logSession") => {
    await (await store).deleteFrom(name).where("expiresAt", "<=", Math.floor(now())).execute();
  };
  return {
    keepNonce: async (nonce, expiresAt) => {
      await forget("logNonce");
      await (await store).insertInto("logNonce").values({ nonce, expiresAt }).execute();
    },
    takeNonce: async (nonce) => {
      const taken = await (await store)
        .deleteFrom("logNonce")
        .where("nonce", "=", nonce)
        .returning("expiresAt")
        .executeTakeFirst();
      return taken?.expiresAt;
    },
    keepSession: async (digest, session) => {
      await forget("logSession");
      await (await store)
        .insertInto("logSession")
        .values({ digest, ...session })
        .execute();
    },
    sessionOf: async (digest) => {
      const found = await (await store)
        .selectFrom("logSession")
        .select(["account", "expiresAt"])
        .where("digest", "=", digest)
        .executeTakeFirst();
      return found && { account: found.account as Address, expiresAt: found.expiresAt };
    },
    endSession: async (digest) => {
      await (await store).deleteFrom("logSession").where("digest", "=", digest).execute();
    },
  };
}
