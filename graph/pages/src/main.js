// Starts the page from what the loader unpacked.

import { Details } from "./details.js";
import { readModel } from "./model.js";
import { Page } from "./page.js";

const { map, details } = window.vendorgraph;
delete window.vendorgraph;
const page = new Page(readModel(JSON.parse(map), new Details(details)));
page.open();
performance.mark("vendorgraph-ready");
