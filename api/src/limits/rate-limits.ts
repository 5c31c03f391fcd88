// How often somebody may ask. Counted in this process: each replica counts for itself.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { ApiProblem } from "../problem.js";
import type { ApiSettings } from "../settings.js";

const MINUTE = 60;
const TEN_MINUTES = 600;

/** What is counted. */
export interface RateLimits {
  /** Counts requests of an address without a key. */
  countAddress(address: string, points?: number): Promise<void>;
  /** Counts requests with a key. */
  countKey(key: string, points?: number): Promise<void>;
  /** Counts codes asked for that were never issued: guessing codes soon ends. */
  countUnknown(address: string, codes: number): Promise<void>;
  /** Refuses an address that guessed too much already, before anything is looked up for it. */
  refuseGuessing(address: string): Promise<void>;
}

/**
 * Counts what somebody asks for in a minute.
 *
 * @returns A count: it takes who asks, and for how much, and gives the seconds to wait where that is too much.
 */
export function countAMinute(
  points: number,
): (who: string, asked: number) => Promise<number | undefined> {
  const limiter = new RateLimiterMemory({ points, duration: MINUTE });
  return async (who, asked) => {
    const spent = await spentBy(limiter, who, asked);
    return spent && secondsUntil(spent);
  };
}

/** Limits as the settings say. */
export function rateLimits(limits: ApiSettings["limits"]): RateLimits {
  const address = new RateLimiterMemory({ points: limits.address, duration: MINUTE });
  const key = new RateLimiterMemory({ points: limits.key, duration: MINUTE });
  const unknown = new RateLimiterMemory({
    points: limits.unknown,
    duration: TEN_MINUTES,
  });
  const guessed = "Too many codes that were never issued were asked for from this address.";
  return {
    countAddress: (who, points = 1) =>
      consume(address, who, points, "Too many requests from this address."),
    countKey: (who, points = 1) => consume(key, who, points, "Too many requests with this key."),
    countUnknown: (who, codes) => consume(unknown, who, codes, guessed),
    async refuseGuessing(who) {
      const spent = await unknown.get(who);
      if (spent && spent.consumedPoints > limits.unknown) tooMany(guessed, spent);
    },
  };
}

async function consume(limiter: RateLimiterMemory, who: string, points: number, detail: string) {
  const spent = await spentBy(limiter, who, points);
  if (spent) tooMany(detail, spent);
}

/** Counts; gives what was spent where that is too much. */
async function spentBy(
  limiter: RateLimiterMemory,
  who: string,
  points: number,
): Promise<RateLimiterRes | undefined> {
  try {
    await limiter.consume(who, points);
    return undefined;
  } catch (error) {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  }
}

const secondsUntil = ({ msBeforeNext }: RateLimiterRes) =>
  Math.max(1, Math.ceil(msBeforeNext / 1000));

function tooMany(detail: string, spent: RateLimiterRes): never {
  const seconds = secondsUntil(spent);
  throw new ApiProblem(
    "too-many-requests",
    `${detail} Come back in ${seconds} s.`,
    {},
    { "retry-after": String(seconds) },
  );
}
