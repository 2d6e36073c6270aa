"""Sign-in through WeCom (企业微信)."""
