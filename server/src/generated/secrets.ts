// Made from rules/secrets by scripts/generate/secrets.mjs; never edited.

/** One form of key; `rules/schema/secret.schema.json` says what the fields mean. */
export interface SecretShape {
  readonly id: string;
  readonly anchors: readonly string[];
  readonly pattern: string;
  readonly edge: "word" | "base64";
  readonly entropy: number;
  readonly keywords: readonly string[];
  readonly unless: readonly string[];
  readonly fallback: boolean;
  readonly checked: boolean;
}

export interface SecretProvider {
  readonly id: string;
  readonly name: string;
  readonly shapes: readonly SecretShape[];
}

export const secretProviders: readonly SecretProvider[] = [
  {
    "id": "anthropic",
    "name": "Anthropic",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-ant-api03-",
          "sk-ant-admin01-",
          "sk-ant-oat01-",
          "sk-ant-ort01-"
        ],
        "pattern": "sk-ant-(?:api03|admin01|oat01|ort01)-[A-Za-z0-9_-]{93}AA",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "assemblyai",
    "name": "AssemblyAI",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "assemblyai",
          "aai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "azure-openai",
    "name": "Azure OpenAI",
    "shapes": [
      {
        "id": "marked",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9]{18}ACOG[A-Za-z0-9]{4}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "long",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{84}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "azure",
          "azureopenai",
          "openai.azure.com"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      },
      {
        "id": "old",
        "anchors": [],
        "pattern": "[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "azure",
          "azureopenai",
          "openai.azure.com"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "bedrock",
    "name": "AWS Bedrock",
    "shapes": [
      {
        "id": "long-lived",
        "anchors": [
          "ABSK"
        ],
        "pattern": "ABSK[A-Za-z0-9+/]{109,269}={0,2}",
        "edge": "base64",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "short-lived",
        "anchors": [
          "bedrock-api-key-"
        ],
        "pattern": "bedrock-api-key-[Y]mVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/_-]{60,3000}={0,2}",
        "edge": "base64",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "cerebras",
    "name": "Cerebras",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "csk-"
        ],
        "pattern": "csk-[a-z0-9]{48}",
        "edge": "word",
        "entropy": 3.8,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "cohere",
    "name": "Cohere",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{40}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "cohere",
          "CO_API_KEY"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "dashscope",
    "name": "DashScope",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "dashscope",
          "qwen",
          "aliyun",
          "bailian"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "databricks",
    "name": "Databricks",
    "shapes": [
      {
        "id": "personal",
        "anchors": [
          "dapi"
        ],
        "pattern": "dapi[a-f0-9]{32}(?:-[0-9])?",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "deepgram",
    "name": "Deepgram",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{40}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "deepgram"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "deepinfra",
    "name": "DeepInfra",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{32}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [
          "deepinfra"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "deepseek",
    "name": "DeepSeek",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "deepseek"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "dify",
    "name": "Dify",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "app-",
          "dataset-"
        ],
        "pattern": "(?:app|dataset)-[A-Za-z0-9]{24}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "dify"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "e2b",
    "name": "E2B",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "e2b_"
        ],
        "pattern": "e2b_[a-f0-9]{40}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "elevenlabs",
    "name": "ElevenLabs",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk_"
        ],
        "pattern": "sk_[a-f0-9]{48}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "old",
        "anchors": [],
        "pattern": "[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "elevenlabs",
          "eleven",
          "xi-api-key"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "exa",
    "name": "Exa",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "exa"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "firecrawl",
    "name": "Firecrawl",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "fc-"
        ],
        "pattern": "fc-[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "firecrawl",
          "api_key",
          "apiKey"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "fireworks",
    "name": "Fireworks",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "fw_"
        ],
        "pattern": "fw_[A-Za-z0-9]{24}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "fireworks",
          "api_key",
          "apiKey"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "google",
    "name": "Google",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "AIza"
        ],
        "pattern": "AIza[A-Za-z0-9_-]{35}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [],
        "unless": [
          "authDomain",
          "messagingSenderId",
          "firebaseapp.com",
          "maps.googleapis.com",
          "maps/api/js"
        ],
        "fallback": false,
        "checked": true
      },
      {
        "id": "bound",
        "anchors": [
          "AQ.Ab"
        ],
        "pattern": "AQ\\.Ab[A-Za-z0-9_-]{40,60}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "gemini",
          "google",
          "vertex",
          "genai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "groq",
    "name": "Groq",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "gsk_"
        ],
        "pattern": "gsk_[A-Za-z0-9]{52}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "helicone",
    "name": "Helicone",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-helicone-"
        ],
        "pattern": "sk-helicone-(?:eu-)?[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}-[a-z0-9]{7}",
        "edge": "word",
        "entropy": 3.3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "huggingface",
    "name": "Hugging Face",
    "shapes": [
      {
        "id": "user",
        "anchors": [
          "hf_"
        ],
        "pattern": "hf_[A-Za-z]{34}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "organisation",
        "anchors": [
          "api_org_"
        ],
        "pattern": "api_org_[A-Za-z]{34}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "jina",
    "name": "Jina",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "jina_"
        ],
        "pattern": "jina_[a-f0-9]{32}[A-Za-z0-9_-]{28,32}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "langfuse",
    "name": "Langfuse",
    "shapes": [
      {
        "id": "secret",
        "anchors": [
          "sk-lf-"
        ],
        "pattern": "sk-lf-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "langsmith",
    "name": "LangSmith",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "lsv2_pt_",
          "lsv2_sk_"
        ],
        "pattern": "lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "old",
        "anchors": [
          "ls__"
        ],
        "pattern": "ls__[a-f0-9]{32}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "litellm",
    "name": "LiteLLM",
    "shapes": [
      {
        "id": "virtual",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9_-]{22}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "litellm"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "llamacloud",
    "name": "LlamaCloud",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "llx-"
        ],
        "pattern": "llx-[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "mem0",
    "name": "Mem0",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "m0-"
        ],
        "pattern": "m0-[A-Za-z0-9]{40}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "mem0",
          "memory"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "mistral",
    "name": "Mistral",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[A-Za-z0-9]{32}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [
          "mistral",
          "mistralai",
          "codestral"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "moonshot",
    "name": "Moonshot",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "moonshot",
          "kimi"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "nvidia",
    "name": "NVIDIA",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "nvapi-"
        ],
        "pattern": "nvapi-[A-Za-z0-9_-]{64}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "openai-compatible",
    "name": "OpenAI-compatible service",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9]{32,64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "api_key",
          "apiKey",
          "api-key",
          "token",
          "secret",
          "bearer",
          "authorization"
        ],
        "unless": [],
        "fallback": true,
        "checked": false
      }
    ]
  },
  {
    "id": "openai",
    "name": "OpenAI",
    "shapes": [
      {
        "id": "legacy",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "scoped",
        "anchors": [
          "sk-proj-",
          "sk-svcacct-",
          "sk-admin-",
          "sk-None-"
        ],
        "pattern": "sk-(?:proj|svcacct|admin|None)-(?:[A-Za-z0-9_-]{74}T3BlbkFJ[A-Za-z0-9_-]{74}|[A-Za-z0-9_-]{58}T3BlbkFJ[A-Za-z0-9_-]{58}|[A-Za-z0-9_-]{20}T3BlbkFJ[A-Za-z0-9_-]{20})",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "openrouter",
    "name": "OpenRouter",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-or-v1-"
        ],
        "pattern": "sk-or-v1-[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "perplexity",
    "name": "Perplexity",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "pplx-"
        ],
        "pattern": "pplx-[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "pinecone",
    "name": "Pinecone",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "pcsk_"
        ],
        "pattern": "pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "old",
        "anchors": [],
        "pattern": "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "pinecone"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "replicate",
    "name": "Replicate",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "r8_"
        ],
        "pattern": "r8_[A-Za-z0-9_-]{37}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "serpapi",
    "name": "SerpApi",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "serpapi",
          "serp"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "serper",
    "name": "Serper",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{40}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "serper"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "siliconflow",
    "name": "SiliconFlow",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[a-z]{48}",
        "edge": "word",
        "entropy": 3.7,
        "keywords": [
          "siliconflow",
          "siliconcloud"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "stability",
    "name": "Stability AI",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "sk-"
        ],
        "pattern": "sk-[A-Za-z0-9]{48}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "stability",
          "stabilityai",
          "dreamstudio"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "tavily",
    "name": "Tavily",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "tvly-"
        ],
        "pattern": "tvly-(?:dev-|prod-)?[A-Za-z0-9]{20,40}",
        "edge": "word",
        "entropy": 3.3,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "together",
    "name": "Together",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "tgp_v1_"
        ],
        "pattern": "tgp_v1_[A-Za-z0-9_-]{43}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      },
      {
        "id": "old",
        "anchors": [],
        "pattern": "[a-f0-9]{64}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "together",
          "togetherai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "voyage",
    "name": "Voyage",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "pa-"
        ],
        "pattern": "pa-[A-Za-z0-9_-]{43}",
        "edge": "word",
        "entropy": 4,
        "keywords": [
          "voyage",
          "voyageai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "wandb",
    "name": "Weights & Biases",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{40}",
        "edge": "word",
        "entropy": 3,
        "keywords": [
          "wandb",
          "weave"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  },
  {
    "id": "xai",
    "name": "xAI",
    "shapes": [
      {
        "id": "api",
        "anchors": [
          "xai-"
        ],
        "pattern": "xai-[A-Za-z0-9_]{80}",
        "edge": "word",
        "entropy": 4,
        "keywords": [],
        "unless": [],
        "fallback": false,
        "checked": true
      }
    ]
  },
  {
    "id": "zhipu",
    "name": "Zhipu",
    "shapes": [
      {
        "id": "api",
        "anchors": [],
        "pattern": "[a-f0-9]{32}\\.[A-Za-z0-9]{16}",
        "edge": "word",
        "entropy": 3.5,
        "keywords": [
          "zhipu",
          "zhipuai",
          "bigmodel",
          "glm",
          "zai"
        ],
        "unless": [],
        "fallback": false,
        "checked": false
      }
    ]
  }
];
