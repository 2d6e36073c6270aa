"""Ways out of the system: mail, and app messages of WeCom, DingTalk and Feishu.

An alert says who, which kind, when, and a link; never what happened. Each adapter speaks one service's documented
interface; failures come in three kinds (`failures.py`), and the outbox decides what follows from them.
"""
