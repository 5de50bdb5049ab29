import { type Data, YamlDocument, isMapping } from './yaml-document.ts';
import { PackRefused } from './problem.ts';

/** Mappings that are laid over each other key by key; every other key of the parent is replaced whole. */
const mergedByKey = ['options', 'disease_lists', 'item_lists', 'control_figures'];

/** What a pack never inherits: it says itself who it is. */
const ownKeys = new Set(['id', 'title', 'slip_title', 'region', 'effective', 'source', 'extends', 'changes']);

/**
 * Lays a pack over the one it extends. Layers of the same id take the new keys; new layers stand after the one they
 * name. Clauses that are inherited get the name of the document they stand in.
 */
export function extendPack(child: YamlDocument, parent: YamlDocument): void {
  child.adopt(parent);
  const [own, inherited] = [child.data, parent.data];
  if (!isMapping(own) || !isMapping(inherited)) return;
  qualifyClauses(inherited, documentOf(inherited));
  const kept = Object.fromEntries(Object.entries(inherited).filter(([key]) => !ownKeys.has(key)));
  const merged = child.overlay(kept, own);
  if (!isMapping(merged)) return;
  for (const key of mergedByKey) {
    if (own[key] !== undefined) merged[key] = child.overlay(inherited[key], own[key]);
  }
  if (own['layers'] !== undefined) merged['layers'] = mergeLayers(child, inherited['layers'], own['layers']);
  delete merged['extends'];
  child.data = merged;
}

function mergeLayers(child: YamlDocument, inherited: Data | undefined, own: Data): Data {
  const layers = Array.isArray(inherited) ? [...inherited] : [];
  for (const [index, layer] of (Array.isArray(own) ? own : []).entries()) {
    if (!isMapping(layer)) continue;
    const same = layers.findIndex((other) => isMapping(other) && other['id'] === layer['id']);
    if (same >= 0) {
      layers[same] = child.overlay(layers[same], layer);
      continue;
    }
    const after = layers.findIndex((other) => isMapping(other) && other['id'] === layer['after']);
    if (after < 0) {
      const sentence = `新增的层“${textOf(layer['id'])}”要用 after 说明排在哪一层之后。`;
      throw new PackRefused([{ ...child.placeOf(['layers', index]), code: 'layer_place_unknown', sentence }]);
    }
    delete layer['after'];
    layers.splice(after + 1, 0, layer);
  }
  return child.list(layers);
}

function documentOf(data: { [key: string]: Data }): string {
  const source = data['source'];
  return isMapping(source) ? textOf(source['document']) : '';
}

function textOf(data: Data | undefined): string {
  return typeof data === 'string' ? data : '';
}

function qualifyClauses(data: Data, document: string): void {
  if (typeof data !== 'object') return;
  for (const [key, value] of Object.entries(data)) {
    if (key === 'clause' && typeof value === 'string' && !Array.isArray(data)) {
      if (!value.startsWith('《')) data[key] = `《${document}》${value}`;
    } else qualifyClauses(value, document);
  }
}
