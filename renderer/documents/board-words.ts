import { boardBand, type PublicBoard } from '../../shared/contract/public-board.ts';

/** `20–29`, as it is read on the wall; nothing below the band. */
export function bandWords(from: number): string {
  return from === 0 ? `少于 ${boardBand}` : `${from}–${from + boardBand - 1}`;
}

/** 桃园村 20–29, a text a village. A township on the board has at least one. */
export function villageWords({ villages }: PublicBoard['townships'][number]): string[] {
  return villages.map(({ village, peopleFrom }) => `${village} ${bandWords(peopleFrom)}`);
}

export const boardNotes = [
  `人数按每 ${boardBand} 人一档公布，“20–29”表示公布时有 20 到 29 人；以后增减不满 ${boardBand} 人的，仍按原来的档公布。`,
  `不满 ${boardBand} 人的村不列名，也不计入合计；合计是所列各档的起数相加，只作参考。`,
];
