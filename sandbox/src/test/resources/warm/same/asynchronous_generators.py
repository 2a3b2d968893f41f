import asyncio
async def g():
    try:
        yield 1
    finally:
        print("finally")
async def main():
    a = g()
    print(await a.__anext__())
asyncio.run(main())
x = g()
