import type { ServiceContext } from '../../../electron/service/context.ts';
import type { StartSearch } from '../../../electron/service/nightly-search/nightly-search.ts';
import {
  type Place,
  searchBeside,
  type SearchPortion,
} from '../../../electron/service/nightly-search/order.ts';

/** A search where the test stands; that a thread does the same, the tests of each search show. */
export function inThisThread<Portion extends SearchPortion>(
  examine: (context: ServiceContext, place: Place) => Portion,
): StartSearch<Portion> {
  return (order, tell) => ({
    result: Promise.resolve().then(() => searchBeside(order, examine, tell)),
    stop: () => Promise.resolve(),
  });
}
