export const en: {readonly [code: string]: string} = {};
