import * as z from 'zod';
import { type HospitalLevel, places } from '../../engine/claim.ts';
import { eligibilityCategories } from '../eligibility.ts';
import { count, identifier, oneOrMore, optionName, truth } from './scalar.ts';

const level = z
  .enum(['1', '2', '3'])
  .transform((text) => Number(text) as HospitalLevel)
  .meta({ type: ['integer', 'string'], enum: [1, 2, 3, '1', '2', '3'] });

export const category = z.enum(eligibilityCategories);

/** Eligibilities by name, or one option that lists them. */
export const categories = z.union([optionName, oneOrMore(category)]);

const span = z
  .strictObject({ from: count.optional(), to: count.optional() })
  .refine((value) => value.from !== undefined || value.to !== undefined, '请写 from、to 或两者。');

const box = z.strictObject({
  hospital_level: oneOrMore(level).optional().describe('医院等级：1 一级，2 二级，3 三级'),
  county_level: truth.optional().describe('是否县级医院（行政级别，不是等级）'),
  place: oneOrMore(z.enum(places)).optional().describe('就医地：县域内、经批准转诊、未转诊、急诊'),
  eligibility: categories.optional().describe('具有其中任一身份'),
  eligibility_all: oneOrMore(category).optional().describe('同时具有这些身份'),
  no_eligibility: categories.optional().describe('不具有其中任何身份'),
  age: span.optional().describe('结算日满几周岁，含两端'),
  disease: identifier.optional().describe('诊断在这个病种名单内'),
  no_disease: oneOrMore(identifier).optional().describe('诊断不在这些病种名单的任何一个内'),
  visit: span.optional().describe('本年第几次住院，含两端'),
  down_referred: truth.optional().describe('由上级医院下转'),
});

/** Everything named must hold. A list of such conditions means: any one of them. */
export const condition = oneOrMore(box);

export type Box = z.output<typeof box>;
export type Condition = readonly Box[];
export type Categories = z.output<typeof categories>;
