// Robots of the example world that are worth looking at, and what their pages say once the year is played: at least one for
// every verdict.
import type { Verdict } from "@openrobotid/sdk";

export type ShowcaseRobot = {
  /** 29 characters. */
  code: string;
  verdict: Verdict;
  /** Why one would look at it. */
  about: string;
};

const tern = (unit: number) => `CNBH01TERN0325W07${String(unit).padStart(12, "0")}`;

export const SHOWCASE: readonly ShowcaseRobot[] = [
  { code: tern(1), verdict: "inService", about: "a hospital's, with a year of work behind it" },
  {
    code: tern(3),
    verdict: "inService",
    about: "exported from Spain to Japan, under the same code",
  },
  {
    code: "CNUT01G1PRO126W05000000001234",
    verdict: "inService",
    about: "a private owner's, updated over the air under a recall",
  },
  { code: tern(4), verdict: "recalled", about: "a firmware recall is open on it" },
  { code: "DEAW01KRAN02B2508000000000001", verdict: "stopUse", about: "its knee brake can fail" },
  { code: tern(6101), verdict: "stolen", about: "a hotel misses it" },
  {
    code: "MXTN01COLIB1LAB89XGCZHLM5TTL0",
    verdict: "disputed",
    about: "two laboratories are in court over it",
  },
  { code: tern(6102), verdict: "endOfLife", about: "handed in, not yet destroyed" },
  { code: tern(5), verdict: "scrapped", about: "destroyed after a flood" },
  { code: tern(10_000), verdict: "notOnMarket", about: "still in its maker's stock" },
  {
    code: "MXTN01COLIB1LAB4BJQVLX1CJ4DGJ",
    verdict: "notApproved",
    about: "the approval of its model has lapsed",
  },
  { code: tern(10_001), verdict: "unknownCode", about: "well formed, and never issued" },
];
