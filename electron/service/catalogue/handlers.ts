import type { Handlers } from '../context.ts';
import { recountBehind, recountOpenStays } from '../fees/recount.ts';
import { today, writeSetting } from '../hospital/settings.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { inTransaction } from '../database/transaction.ts';
import { cancelCatalogueImport, importCatalogue } from './import.ts';
import { mapItem } from './mapping.ts';
import { readCatalogueState } from './state.ts';
import { suggestItems } from './suggest.ts';
import { listUnmatched } from './unmatched.ts';

type CatalogueRequest = Extract<keyof Handlers, `catalogue.${string}`>;

export const catalogueHandlers: Pick<Handlers, CatalogueRequest> = {
  'catalogue.state': (context) => readCatalogueState(context),
  'catalogue.import': async (context, { input: { fromDay, leaveOutRefused }, actor, filePath }) => {
    const file = { fromDay, leaveOutRefused, filePath: chosenFile(filePath) };
    const report = await importCatalogue(context, actor, file);
    // Nobody waits for it: the page says how many stays are left.
    if (report.importId !== null) await recountBehind(context);
    return report;
  },
  'catalogue.cancelImport': (context) => {
    cancelCatalogueImport(context);
    return {};
  },
  'catalogue.unmatched': (context) => listUnmatched(context),
  'catalogue.suggest': (context, { input }) => suggestItems(context, input.text),
  'catalogue.map': (context, { input, actor }) => {
    mapItem(context, actor, input);
    return recountOpenStays(context, actor);
  },
  'catalogue.setItemClassFrom': async (context, { input: { itemClassFrom, secondPerson }, actor }) => {
    const approval = await approve(context, actor, secondPerson, {
      act: 'catalogue.item_class_from',
      subjectId: itemClassFrom,
      reason: `等级和比例以${itemClassFrom === 'catalogue' ? '目录' : '费用清单'}为准`,
    });
    inTransaction(context.database, () => {
      recordApproval(context, approval);
      writeSetting(context, actor, 'itemClassFrom', itemClassFrom, today(context));
    });
    return readCatalogueState(context);
  },
};
