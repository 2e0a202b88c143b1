# The fake as a server, in place of `getmeili/meilisearch`: same port, same MEILI_* variables.
#   docker build -t meilifake . && docker run --rm -p 7700:7700 -e MEILI_MASTER_KEY=... meilifake
FROM python:3.13-slim

WORKDIR /src
COPY pyproject.toml README.md ./
COPY meilifake meilifake
# Compiled while building, so that the server answers at once.
RUN pip install --no-cache-dir --compile ".[brotli,embedders]"

WORKDIR /meili_data
RUN chown nobody .
ENV MEILI_HTTP_ADDR=0.0.0.0:7700
EXPOSE 7700
USER nobody

HEALTHCHECK --interval=2s --timeout=2s --start-period=5s --retries=10 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:7700/health', timeout=1)"]

# python as process 1 gets SIGTERM itself, and stops on it.
ENTRYPOINT ["python", "-m", "meilifake"]
