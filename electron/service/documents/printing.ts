import { documentKinds } from '../../../shared/contract/documents/document.ts';
import type { DocumentKindDefinition } from '../../../shared/contract/documents/kind.ts';
import type { Printing } from '../../../shared/contract/documents/printing.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { readSetting, today, writeSetting } from '../hospital/settings.ts';

/**
 * Puts down which printer makes which paper, from today on. Whether a printer is there is asked when something is
 * printed: it may be switched off now. Refuses `printing_contradicts` where a paper is named twice, a kind has two usual
 * papers, or a kind has no page for a paper.
 */
export function setPrinting(context: ServiceContext, actor: Actor, printing: Printing): Printing {
  const seen = new Set<string>();
  for (const { kind, paper, isUsual } of printing) {
    const { papers }: DocumentKindDefinition = documentKinds[kind];
    for (const key of isUsual ? [`${kind} ${paper}`, kind] : [`${kind} ${paper}`]) {
      if (seen.has(key) || !papers.includes(paper)) {
        throw new Refusal('printing_contradicts', '打印设置前后矛盾，没有保存。请重新打开这一页再设。');
      }
      seen.add(key);
    }
  }
  writeSetting(context, actor, 'printing', printing, today(context));
  return [...readSetting(context, 'printing')];
}
