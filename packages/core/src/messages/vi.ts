export const vi: {readonly [code: string]: string} = {};
