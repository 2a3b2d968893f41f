// Stands in for the npm package js-md5 where that is not installed: the digest of a text, in
// hexadecimal digits.
const hash = (text) => require('crypto').createHash('md5').update(text).digest('hex');
module.exports = hash;
module.exports.md5 = hash;
module.exports.hex = hash;
