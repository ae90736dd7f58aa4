// Lays out the way of a claim in layers, from left to right: origin, relay, publisher, who repeats it.
// Not a graph library: the way of one claim has few ends and no need of forces, and a reader wants it in reading order.

/** @typedef {import("./contract.js").Trace} Trace */
/** @typedef {import("./contract.js").Step} Step */
/** @typedef {{key: string, name: string, claim: string|null, document: string|null, layer: number, row: number,
 *   isOrigin: boolean, isAsked: boolean, role: string, kind: string|null}} ChainNode */
/** @typedef {{layer: number, row: number}} Bend where a line passes a layer between others */
/** @typedef {{from: string, to: string, steps: Step[], line: "solid"|"dashed"|"dotted", bends: Bend[]}} ChainEdge
 *   `from` has it from `to`; the bends lead from `to` to `from` */
/** @typedef {{nodes: ChainNode[], edges: ChainEdge[], n_layers: number, n_rows: number, n_left_out: number}} Chain */

/** More cannot be read. */
export const NODES_MAX = 150;

/**
 * Tells an end of a step from all others. The ends that one origin stands for are one.
 * @param {{node: number, name: string, claim: string|null}} end
 * @param {Trace} trace
 */
function key(end, trace) {
  if (end.claim) return `claim ${end.claim}`;
  const origin = trace.origins.origins.findIndex((one) => one.nodes.includes(end.node));
  return origin >= 0 ? `origin ${origin}` : `node ${end.node}`;
}

/**
 * Tells how sure a step is, by the lines of the field: solid if a text says it, dashed if a credit line does, dotted if
 * only shared words do.
 * @param {Step[]} steps
 * @returns {"solid"|"dashed"|"dotted"}
 */
export function line(steps) {
  const kinds = steps.map((step) => step.evidence);
  if (kinds.some((kind) => kind === "attribution" || kind === "publication")) return "solid";
  return kinds.includes("credit") ? "dashed" : "dotted";
}

/**
 * Lays out all steps of a group, or the part that holds the claim that is asked for if there are too many.
 * @param {Trace} trace
 * @param {{hidden?: Set<string>, nodesMax?: number}} options kinds of evidence that are filtered out
 * @returns {Chain}
 */
export function chain(trace, { hidden = new Set(), nodesMax = NODES_MAX } = {}) {
  const asked = `claim ${trace.claim.id}`;
  const steps = trace.steps.filter((step) => !hidden.has(step.evidence));
  const { names, edges } = gathered(steps, trace);
  const documents = documentsOf(trace);
  if (!names.has(asked)) names.set(asked, { name: teller(trace), claim: trace.claim.id });
  for (const origin of trace.origins.origins) {
    const isThere = names.has(`origin ${trace.origins.origins.indexOf(origin)}`) || origin.claims.some((id) => names.has(`claim ${id}`));
    if (!isThere && origin.claims[0]) names.set(`claim ${origin.claims[0]}`, { name: origin.names[0] ?? origin.claims[0], claim: origin.claims[0] });
  }
  const kept = nearest(asked, [...names.keys()], edges, nodesMax);
  const shown = edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to));
  const layers = layersOf([...kept], shown);
  const nodes = [...kept].map((of) => node(of, names, layers, shown, trace, documents));
  const n_rows = arrange(nodes, shown);
  return { nodes, edges: shown, n_layers: Math.max(0, ...nodes.map((one) => one.layer + 1)), n_rows, n_left_out: names.size - kept.size };
}

/** @param {Step[]} steps @param {Trace} trace */
function gathered(steps, trace) {
  /** @type {Map<string, {name: string, claim: string|null}>} */
  const names = new Map();
  /** @type {Map<string, ChainEdge>} */
  const edges = new Map();
  for (const step of steps) {
    const [from, to] = [key(step.from, trace), key(step.to, trace)];
    for (const [name, end] of /** @type {const} */ ([[from, step.from], [to, step.to]])) {
      const before = names.get(name);
      const isOther = before && before.claim === null && !before.name.split(", ").includes(end.name);
      names.set(name, isOther ? { name: `${before.name}, ${end.name}`, claim: null } : before ?? end);
    }
    if (from === to) continue;
    const edge = edges.get(`${from} > ${to}`) ?? { from, to, steps: [], line: "dotted", bends: [] };
    edge.steps.push(step);
    edge.line = line(edge.steps);
    edges.set(`${from} > ${to}`, edge);
  }
  return { names, edges: [...edges.values()] };
}

/** @param {Trace} trace @returns {Map<string, string>} */
function documentsOf(trace) {
  return new Map((trace.claims ?? [trace.claim]).map((claim) => [claim.id, claim.published ?? ""]));
}

/** @param {Trace} trace */
function teller(trace) {
  return trace.claim.chain[0]?.name ?? trace.claim.document;
}

/**
 * Returns the nodes that are fewest steps away from one, in the order given.
 * @param {string} from
 * @param {string[]} all
 * @param {ChainEdge[]} edges
 * @param {number} max
 */
function nearest(from, all, edges, max) {
  if (all.length <= max) return new Set(all);
  /** @type {Map<string, string[]>} */
  const beside = new Map(all.map((name) => [name, []]));
  for (const edge of edges) {
    beside.get(edge.from)?.push(edge.to);
    beside.get(edge.to)?.push(edge.from);
  }
  const reached = new Set([from]);
  for (const name of reached) {
    for (const next of beside.get(name) ?? []) if (reached.size < max) reached.add(next);
  }
  for (const name of all) if (reached.size < max) reached.add(name);
  return new Set(all.filter((name) => reached.has(name)));
}

/**
 * Puts each node one layer behind the furthest that it has the claim from; steps that close a circle count for nothing.
 * @param {string[]} names
 * @param {ChainEdge[]} edges
 * @returns {Map<string, number>}
 */
function layersOf(names, edges) {
  /** @type {Map<string, string[]>} */
  const has_it_from = new Map(names.map((name) => [name, []]));
  for (const edge of edges) has_it_from.get(edge.from)?.push(edge.to);
  /** @type {Map<string, number>} */
  const layers = new Map();
  const open = new Set();
  /** @param {string} name @returns {number} */
  const layer = (name) => {
    const known = layers.get(name);
    if (known !== undefined) return known;
    open.add(name);
    let behind = 0;
    for (const next of has_it_from.get(name) ?? []) if (!open.has(next)) behind = Math.max(behind, layer(next) + 1);
    open.delete(name);
    layers.set(name, behind);
    return behind;
  };
  for (const name of names) layer(name);
  return layers;
}

/**
 * @param {string} of
 * @param {Map<string, {name: string, claim: string|null}>} names
 * @param {Map<string, number>} layers
 * @param {ChainEdge[]} edges
 * @param {Trace} trace
 * @param {Map<string, string>} documents
 * @returns {ChainNode}
 */
function node(of, names, layers, edges, trace, documents) {
  const end = names.get(of) ?? { name: of, claim: null };
  const isTelling = edges.some((edge) => edge.from === of);
  const origin = of.startsWith("origin ") ? trace.origins.origins[Number(of.slice(7))] : trace.origins.origins.find((one) => end.claim && one.claims.includes(end.claim));
  const isOrigin = !isTelling;
  const has_it_from_a_report = edges.some((edge) => edge.from === of && edge.to.startsWith("claim "));
  let role = "relay";
  if (isOrigin) role = "origin";
  else if (end.claim) role = has_it_from_a_report ? "repeats it" : "publisher";
  return {
    key: of,
    name: of.startsWith("origin ") && origin && origin.names.length > 0 ? origin.names.join(", ") : end.name,
    claim: end.claim,
    document: end.claim ? documents.get(end.claim) ?? null : null,
    layer: layers.get(of) ?? 0,
    row: 0,
    isOrigin,
    isAsked: end.claim === trace.claim.id,
    role,
    kind: isOrigin ? origin?.kind ?? null : null,
  };
}

/** @typedef {{key: string, layer: number, row: number}} Slot a node, or where a line passes */

/**
 * Gives each node, and each line where it passes a layer, a row so that lines cross little; returns how many rows there are.
 * @param {ChainNode[]} nodes
 * @param {ChainEdge[]} edges
 */
function arrange(nodes, edges) {
  /** @type {Slot[][]} */
  const layers = [];
  /** @type {[string, string][]} */
  const pieces = [];
  const layerOf = new Map(nodes.map((one) => [one.key, one.layer]));
  for (const one of nodes) (layers[one.layer] ??= []).push(one);
  edges.forEach((edge, idx) => {
    const [from, to] = [layerOf.get(edge.to) ?? 0, layerOf.get(edge.from) ?? 0];
    let before = edge.to;
    edge.bends = [];
    for (let layer = from + 1; layer < to; layer += 1) {
      const bend = { key: `bend ${idx} ${layer}`, layer, row: 0 };
      edge.bends.push(bend);
      layers[layer].push(bend);
      pieces.push([before, bend.key]);
      before = bend.key;
    }
    pieces.push([before, edge.from]);
  });
  const all = layers.flat();
  const of = new Map(all.map((one) => [one.key, one]));
  const place = (/** @type {Slot[]} */ layer) => layer.forEach((one, idx) => { one.row = idx - (layer.length - 1) / 2; });
  layers.forEach(place);
  for (let sweep = 0; sweep < 8; sweep += 1) {
    const isForth = sweep % 2 === 0;
    for (const layer of isForth ? layers : [...layers].reverse()) {
      const middle = new Map(layer.map((one) => [one.key, middleOf(one, pieces, of, isForth)]));
      layer.sort((one, other) => (middle.get(one.key) ?? 0) - (middle.get(other.key) ?? 0) || (one.key < other.key ? -1 : 1));
      place(layer);
    }
  }
  const least = Math.min(0, ...all.map((one) => one.row));
  for (const one of all) one.row -= least;
  return Math.max(0, ...all.map((one) => one.row)) + 1;
}

/**
 * @param {Slot} one
 * @param {[string, string][]} pieces of lines, from the layer before to the one behind
 * @param {Map<string, Slot>} of
 * @param {boolean} isForth
 */
function middleOf(one, pieces, of, isForth) {
  const beside = pieces
    .filter(([before, behind]) => (isForth ? behind : before) === one.key)
    .map(([before, behind]) => of.get(isForth ? before : behind)?.row ?? 0);
  return beside.length ? beside.reduce((sum, row) => sum + row, 0) / beside.length : one.row;
}
