import { useCallback, useRef, useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { refusalOf } from '../app/client.ts';
import { useClient } from '../app/use-client.ts';

export type FeeItem = RequestOutput<'stays.feeItems'>['items'][number];

const perPage = 200;

/** The items of a stay, brought page by page as they are looked at. */
export function useFeeItems(stayId: string): {
  readonly itemAt: (index: number) => FeeItem | undefined;
  readonly show: (first: number, last: number) => void;
  readonly refusal: Refusal | undefined;
} {
  const client = useClient();
  const [pages, setPages] = useState<ReadonlyMap<number, readonly FeeItem[]>>(new Map());
  const [refusal, setRefusal] = useState<Refusal>();
  const asked = useRef(new Set<number>());
  const bring = useCallback(
    (page: number) => {
      if (asked.current.has(page)) return;
      asked.current.add(page);
      client.request('stays.feeItems', { stayId, offset: page * perPage, limit: perPage }).then(
        ({ items }) => setPages((before) => new Map(before).set(page, items)),
        (error: unknown) => {
          asked.current.delete(page);
          setRefusal(refusalOf(error));
        },
      );
    },
    [client, stayId],
  );
  const show = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / perPage); page <= Math.floor(last / perPage); page += 1) bring(page);
    },
    [bring],
  );
  return { itemAt: (index) => pages.get(Math.floor(index / perPage))?.[index % perPage], show, refusal };
}
