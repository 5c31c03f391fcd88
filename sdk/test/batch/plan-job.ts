// A process that validates and plans a production file and says how much memory it took.
//   plan-job.mjs units.csv CNUT01G1PRO1 12
import { planFile } from "../../src/batch/index.js";
import { parseModelId } from "../../src/index.js";

const [file = "", model = "", counterWidth] = process.argv.slice(2);
const { units, unitsRoot, issuances } = await planFile({
  file,
  model: parseModelId(model),
  counterWidth: counterWidth === undefined ? undefined : Number(counterWidth),
});
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ units, unitsRoot, issuances: issuances.length, peakMegabytes }));
