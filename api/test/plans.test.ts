import { boundedPlans } from "./plans.js";

boundedPlans(50_000);
