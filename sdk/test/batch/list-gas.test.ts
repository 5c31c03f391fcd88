import { clientOf, isolate } from "@openrobotid/testkit/chain";
import { counted } from "@openrobotid/testkit/production";
import { LISTED_MODEL } from "@openrobotid/testkit/registry";
import { expect } from "chai";
import { serialsPerList, TRANSACTION_GAS_CAP } from "../../src/batch/list-gas.js";
import { parseModelId } from "../../src/index.js";

describe("serialsPerList", () => {
  isolate();

  for (const length of [0, 66, 2000]) {
    it(`fills a transaction and not more, with a link of ${length} characters`, async () => {
      const manifestUri = length === 0 ? "" : `ipfs://${"h".repeat(length - 7)}`;
      const { receipt } = await clientOf("maker").issueListSync({
        model: parseModelId(LISTED_MODEL),
        serials: [...counted("LISTX", 1, serialsPerList(manifestUri))],
        unitsRoot: `0x${"ab".repeat(32)}`,
        manifestUri,
      });
      expect(Number(receipt.gasUsed)).to.be.within(TRANSACTION_GAS_CAP * 0.97, TRANSACTION_GAS_CAP);
    });
  }
});
