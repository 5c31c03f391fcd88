import { boundedPlans } from "./plans.js";

boundedPlans(3_000_000);
